"""Certificates, and who was trained by whom."""
