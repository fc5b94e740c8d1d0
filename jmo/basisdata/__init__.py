"""Django's PostgreSQL backend, plus the embedded server: started when the first query needs it."""
