-- Settings of a person's role; they are his to change, so nothing rests on them: they keep an honest laptop from waiting for ever.
ALTER ROLE :role SET statement_timeout = '30s';
ALTER ROLE :role SET lock_timeout = '10s';
ALTER ROLE :role SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE :role SET search_path = newsroom;
-- So the owner's functions may end a session that keeps everybody waiting.
GRANT :role TO :owner;
