"""Who gets into the admin: logins that are throttled, and one-time passwords."""
