enum Hold {}
