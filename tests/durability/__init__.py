"""What stays when the server is killed, or its disk is full."""
