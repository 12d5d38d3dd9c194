"""The three newest posts, by the client in Python."""

import sys

from blog_client import Client

with Client(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000") as client:
    page = client.posts.list(filter={"status": "published"}, include=["author"], per_page=3)
    for post in page.items:
        print(f"{post.title}, by {post.author.name}")
