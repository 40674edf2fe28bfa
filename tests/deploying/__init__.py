"""The page of deployment, typed line by line on machines of its own."""
