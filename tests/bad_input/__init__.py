"""What a person or a program may send us, however wrong."""
