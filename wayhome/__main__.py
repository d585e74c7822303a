"""`python -m wayhome` is the same as `wayhome`."""

from wayhome.cli import main

main()
