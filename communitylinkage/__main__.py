"""`python -m communitylinkage` is the `communitylinkage` command."""

from communitylinkage.website.command import main

if __name__ == "__main__":
    main()
