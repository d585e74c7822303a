"""The only way out: texts are queued with their cause, sent once, and followed to the handset."""
