"""What is said of us on social media, and does it follow what customers answer?"""

from cxlib.app.social import social_page
from cxlib.app.visit import visit

social_page(visit())
