"""What a server adds: Streamlit's frame, requests, protection."""
