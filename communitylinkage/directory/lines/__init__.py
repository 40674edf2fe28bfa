"""How an administrator confirms the help lines that the facts brought in."""
