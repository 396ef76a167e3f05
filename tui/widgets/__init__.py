"""What the screens are made of; each widget posts messages and knows no screen."""
