"""What holds the warehouse to its promises; the folders mirror pipeline/ and sql/."""
