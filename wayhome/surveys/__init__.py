"""What people said in the surveys, by question and by group, with nobody to be made out."""
