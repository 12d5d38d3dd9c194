"""The client whose calls are awaited."""
