package journal

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"modernc.org/sqlite"
)

// Name is the database's file name in its folder.
const Name = "journal.db"

// Options are optional.
type Options struct {
	// Say hears, in one sentence each, what a person has to know: that a
	// damaged journal has been put aside, that an execution goes on without
	// one. Nil is silence.
	Say func(string)
}

// Journal is the executions kept in a folder. Its methods may be called from
// any goroutine.
type Journal struct {
	dir   string
	path  string
	say   func(string)
	read  *sql.DB
	write *sql.DB
	owner owner
	queue queue

	insertPage *sql.Stmt

	mu     sync.Mutex
	closed bool
}

// Open opens the journal in a folder, which it makes. A damaged database is
// renamed to journal.db.corrupt-TIME, said so, and a new one begun. The error
// is a *NewerError, or says why no journal can be kept there.
func Open(dir string, o Options) (*Journal, error) {
	j := &Journal{dir: dir, path: filepath.Join(dir, Name), say: o.Say}
	if j.say == nil {
		j.say = func(string) {}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("no journal can be kept in %s (%w)", dir, err)
	}
	err := j.connect()
	if damaged(err) {
		aside, moved := j.putAside()
		if moved != nil {
			return nil, fmt.Errorf("the journal %s is damaged (%v) and cannot be put aside (%w)", j.path, err, moved)
		}
		j.say(fmt.Sprintf("The journal %s is damaged and has been kept as %s; a new one has been begun, without the executions in it.", j.path, aside))
		err = j.connect()
	}
	var newer *NewerError
	if errors.As(err, &newer) {
		return nil, newer
	}
	if err != nil {
		return nil, fmt.Errorf("the journal %s cannot be opened (%w)", j.path, err)
	}
	if err := j.owner.begin(dir); err != nil {
		j.disconnect()
		return nil, fmt.Errorf("no journal can be kept in %s (%w)", dir, err)
	}
	j.queue.begin(j)
	j.sweep()
	return j, nil
}

// connect opens the database: one connection that writes, some that read.
//
// WAL lets others read while one writes and makes a commit one append. With
// synchronous NORMAL that append is safe from a killed process but may be lost
// in a power cut; the queue raises it to FULL for what came from outside.
func (j *Journal) connect() error {
	source := func(more string) string {
		return "file:" + (&url.URL{Path: filepath.ToSlash(j.path)}).EscapedPath() + "?_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)" + more
	}
	var err error
	if j.write, err = sql.Open("sqlite", source("&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate")); err != nil {
		return err
	}
	j.write.SetMaxOpenConns(1)
	if err = j.check(); err == nil {
		err = migrate(j.write, j.path)
	}
	if err != nil {
		j.disconnect()
		return err
	}
	if j.insertPage, err = j.write.Prepare("INSERT INTO pages (execution, number, data) VALUES (?,?,?)"); err != nil {
		j.disconnect()
		return err
	}
	os.Chmod(j.path, 0o600)
	if j.read, err = sql.Open("sqlite", source("&_pragma=query_only(1)")); err != nil {
		j.disconnect()
		return err
	}
	j.read.SetMaxOpenConns(4)
	return nil
}

// quickCheck is up to which size a database is looked through when opened:
// 10 ms or so. Beyond that damage shows when it is met, and the database is
// suspected: next time all of it is looked through.
const (
	quickCheck = 8 << 20
	suspect    = ".suspect"
)

// check tells whether the database is one and sound.
func (j *Journal) check() error {
	var tables int
	if err := j.write.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	_, unsuspected := os.Stat(j.path + suspect)
	info, err := os.Stat(j.path)
	if err != nil || tables == 0 || info.Size() > quickCheck && unsuspected != nil {
		return err
	}
	os.Remove(j.path + suspect)
	var answer string
	if err := j.write.QueryRow("PRAGMA quick_check(1)").Scan(&answer); err != nil {
		return err
	}
	if answer != "ok" {
		return errDamaged
	}
	return nil
}

var errDamaged = errors.New("its contents contradict each other")

// The result codes of SQLite that matter here.
const (
	sqliteBusy    = 5
	sqliteCorrupt = 11
	sqliteFull    = 13
	sqliteNotADB  = 26
)

func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

func damaged(err error) bool {
	return errors.Is(err, errDamaged) || code(err) == sqliteCorrupt || code(err) == sqliteNotADB
}

// putAside renames the database and what belongs to it.
func (j *Journal) putAside() (string, error) {
	aside := j.path + ".corrupt-" + time.Now().UTC().Format("20060102T150405")
	for n := 2; ; n++ {
		if _, err := os.Lstat(aside); os.IsNotExist(err) {
			break
		}
		aside = fmt.Sprintf("%s.corrupt-%s-%d", j.path, time.Now().UTC().Format("20060102T150405"), n)
	}
	if err := os.Rename(j.path, aside); err != nil {
		return "", err
	}
	for _, more := range []string{"-wal", "-shm"} {
		if err := os.Rename(j.path+more, aside+more); err != nil && !os.IsNotExist(err) {
			return "", err
		}
	}
	return aside, nil
}

func (j *Journal) disconnect() {
	if j.write != nil {
		j.write.Close()
	}
	if j.read != nil {
		j.read.Close()
	}
}

// Close lets go of the executions this process owns and closes the database.
// Runs should have been left before: what they do afterwards is not kept.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.closed {
		return nil
	}
	j.closed = true
	err := j.queue.do(false, func(t *sql.Tx) error {
		_, err := t.Exec("UPDATE executions SET owner = NULL WHERE owner = ?", j.owner.name)
		return err
	})
	j.queue.close()
	j.disconnect()
	j.owner.end()
	return err
}

// Path is where the database is.
func (j *Journal) Path() string { return j.path }

// plain is an error of the database as a sentence's part.
func (j *Journal) plain(err error) string {
	switch code(err) {
	case sqliteFull:
		return "the disk is full"
	case sqliteBusy:
		return "another program holds it"
	}
	if damaged(err) {
		os.WriteFile(j.path+suspect, nil, 0o600)
		return "it is damaged; when it is opened next it will be looked through and put aside"
	}
	return strings.TrimSpace(err.Error())
}
