"""`python -m siglum` -> the same command line as `siglum`."""

from siglum.cli import main

if __name__ == "__main__":
    main()
