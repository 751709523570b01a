"""Writes the periodic report as an official document (Decree 30/2020/NĐ-CP) in Word, PDF and Excel."""
