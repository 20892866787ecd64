extension PostgresTools {
    /// Drops every table, before a restore fills the database again in the same transaction.
    static let dropEverything = """
        DO $$ DECLARE known RECORD; BEGIN
            FOR known IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
                EXECUTE format('DROP TABLE %I CASCADE', known.tablename);
            END LOOP;
        END $$;
        """
}
