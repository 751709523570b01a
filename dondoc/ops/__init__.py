"""Operation: health, the doctor, backups, the evidence folder, the maintenance loop and the logs."""
