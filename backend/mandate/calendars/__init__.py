"""Working days with 调休, working hours, and the deadlines that Chinese documents write."""
