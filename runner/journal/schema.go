package journal

import (
	"database/sql"
	"fmt"
)

// migrations bring the database from version i to i+1. They are never
// changed, only added to: journals of older versions exist.
var migrations = []string{
	`CREATE TABLE texts (
		id   INTEGER PRIMARY KEY,
		hash BLOB NOT NULL UNIQUE,
		text TEXT NOT NULL
	);
	CREATE TABLE executions (
		id           INTEGER PRIMARY KEY,
		arn          TEXT NOT NULL UNIQUE,
		name         TEXT NOT NULL,
		machine      TEXT NOT NULL,
		machine_arn  TEXT NOT NULL,
		type         TEXT NOT NULL,
		definition   INTEGER NOT NULL REFERENCES texts,
		yaml         INTEGER NOT NULL,
		input        TEXT NOT NULL,
		path         TEXT NOT NULL,
		mocks        INTEGER REFERENCES texts,
		mock_case    TEXT NOT NULL,
		person       INTEGER NOT NULL,
		virtual      INTEGER NOT NULL,
		role         TEXT NOT NULL,
		region       TEXT NOT NULL,
		seed         INTEGER NOT NULL,
		secret       BLOB NOT NULL,
		started      INTEGER NOT NULL,
		stopped      INTEGER,
		status       TEXT NOT NULL,
		output       TEXT,
		error        TEXT NOT NULL DEFAULT '',
		cause        TEXT NOT NULL DEFAULT '',
		trouble      TEXT NOT NULL DEFAULT '',
		events       INTEGER NOT NULL DEFAULT 0,
		redrives     INTEGER NOT NULL DEFAULT 0,
		parent       TEXT NOT NULL DEFAULT '',
		parent_event INTEGER NOT NULL DEFAULT 0,
		owner        TEXT
	);
	CREATE INDEX executions_by_start ON executions (started);
	CREATE INDEX executions_by_owner ON executions (owner) WHERE owner IS NOT NULL;
	CREATE TABLE pages (
		execution INTEGER NOT NULL REFERENCES executions ON DELETE CASCADE,
		number    INTEGER NOT NULL,
		data      BLOB NOT NULL,
		PRIMARY KEY (execution, number)
	) WITHOUT ROWID;
	CREATE TABLE tokens (
		token     TEXT PRIMARY KEY,
		execution INTEGER NOT NULL REFERENCES executions ON DELETE CASCADE,
		task      INTEGER NOT NULL,
		state     TEXT NOT NULL,
		opened    INTEGER NOT NULL,
		closed    TEXT NOT NULL DEFAULT ''
	) WITHOUT ROWID;
	CREATE INDEX tokens_by_execution ON tokens (execution);
	CREATE TABLE letters (
		id     INTEGER PRIMARY KEY,
		token  TEXT NOT NULL,
		kind   TEXT NOT NULL,
		output TEXT NOT NULL,
		error  TEXT NOT NULL,
		cause  TEXT NOT NULL,
		sent   INTEGER NOT NULL,
		reply  TEXT
	);`,
	// A starter that is NULL is not known: older programs did not note it.
	`ALTER TABLE executions ADD COLUMN starter TEXT;
	ALTER TABLE executions ADD COLUMN starter_task INTEGER NOT NULL DEFAULT 0;
	ALTER TABLE executions ADD COLUMN awaited INTEGER NOT NULL DEFAULT 0; -- by that task
	ALTER TABLE executions ADD COLUMN bereft INTEGER NOT NULL DEFAULT 0; -- executions it had started have been deleted
	CREATE INDEX executions_by_starter ON executions (starter, starter_task) WHERE starter <> '';`,
}

// NewerError says that a later version of the program has written the
// database.
type NewerError struct {
	Path           string
	Version, Known int
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("the journal %s was written by a newer version of Stateboard (format %d, this one knows %d): use that version, or another --data folder", e.Path, e.Version, e.Known)
}

// migrate brings the database up to date. Of several processes that do it at
// once one does; the transaction makes the others wait and find it done.
func migrate(db *sql.DB, path string) error {
	var version int
	if err := db.QueryRow("PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version == len(migrations) {
		return nil
	}
	if version > len(migrations) {
		return &NewerError{path, version, len(migrations)}
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.QueryRow("PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for ; version < len(migrations); version++ {
		if _, err := tx.Exec(migrations[version]); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	return tx.Commit()
}
