"""What happens between a text coming in and a text going out."""
