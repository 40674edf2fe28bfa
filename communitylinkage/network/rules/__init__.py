"""What is decided about the network, in plain Python: no framework, no clock, no names."""
