"""What Wayhome adds to the Rasa server; runs in its environment, imports nothing else of ours."""
