"""What a text says, as numbers: read alike by Rasa's components and by the service."""
