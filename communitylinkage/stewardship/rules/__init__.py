"""What a backup says about itself, when a case is over, what holds it back; no framework."""
