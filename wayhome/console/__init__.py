"""What staff and machines look at: pages, health and figures."""
