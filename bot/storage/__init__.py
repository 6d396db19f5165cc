"""Engine, transactions, queries, receipts and deliveries."""
