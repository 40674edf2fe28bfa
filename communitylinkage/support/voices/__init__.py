"""What is said about visits: signs noticed, how it went, complaints to who is independent."""
