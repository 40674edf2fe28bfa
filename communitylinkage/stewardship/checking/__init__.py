"""Whether an installation is in order, and in plain words what to mend (`communitylinkage check`).

`asking` looks; each answer is a `findings.Finding`. Nothing is changed, no letter is sent.
"""
