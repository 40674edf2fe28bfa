"""Her own plan and the questions about danger: kept nowhere, unless she keeps it herself."""
