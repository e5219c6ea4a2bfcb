#!/usr/bin/env python
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assessment.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    from assessment.outages.reasons import lacks_tables

    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:
        if not lacks_tables(error):
            raise
        sys.exit("The database has no tables, or older ones: manage.py migrate first.")
