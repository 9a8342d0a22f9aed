"""What Frigate makes of texts: Python's own `str.format` over its variables (frigate/config/env.py).

Reads lines of JSON, each [text, variables]; writes a line for each: the text that comes out, or null where it is an error.
"""

import json
import sys

for line in sys.stdin:
    text, variables = json.loads(line)
    try:
        answer = text.format(**variables)
    except (KeyError, ValueError, IndexError, AttributeError):
        answer = None
    print(json.dumps(answer))
