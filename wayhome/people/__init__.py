"""People and how they are reached: contact points, one-time links, consent to be texted."""
