"""In the Room: a chat bot that keeps patients and carers in the room when they cannot be in the room."""
