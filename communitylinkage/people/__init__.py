"""Who works here: accounts, memberships and roles, invitations, signing in."""
