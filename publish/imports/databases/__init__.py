"""What databases of coding tools share: opened safely, texts, trees and records."""
