"""x."""
from PIL import Image
def draw(zoom: float) -> Image.Image:
    """x."""
    return Image.new("RGB",(1800,1200))
