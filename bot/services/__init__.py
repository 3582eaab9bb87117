"""What the product does. Each public function applies one thing in one transaction."""
