"""What learning decides, in plain Python."""
