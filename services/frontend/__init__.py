"""What the pages of all services share: frame, sign-in, forms, words, styles."""
