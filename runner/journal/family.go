package journal

import (
	"database/sql"
	"errors"
)

// This file knows which execution has started which.

// StartedBy is the execution that a task of another has started; nil when it
// has started none. Known is false when the journal cannot tell, because an
// older program wrote down the other, or what it started has been deleted.
func (j *Journal) StartedBy(arn string, task int64) (x *Execution, known bool, err error) {
	err = j.read.QueryRow("SELECT starter IS NOT NULL AND NOT bereft FROM executions WHERE arn = ?", arn).Scan(&known)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, j.unreadable(err)
	}
	x, err = scanExecution(j.read.QueryRow("SELECT "+executionColumns+" FROM executions e WHERE e.starter = ? AND e.starter_task = ?", arn, task))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, known, nil
	case err != nil:
		return nil, false, j.unreadable(err)
	}
	return x, true, nil
}

// Awaiting is the execution that started another and waits for its end; nil
// when there is none.
func (j *Journal) Awaiting(x *Execution) (*Execution, error) {
	if !x.Awaited {
		return nil, nil
	}
	s, err := j.about("e.arn = ?", x.Starter)
	var gone *NotFoundError
	if errors.As(err, &gone) || err == nil && s.Status != "RUNNING" {
		return nil, nil
	}
	return s, err
}

// Inherited is the mock file, and the test case in it, of the execution that
// started all that led to this one: what it starts is answered from there. Both
// are "" when there are none.
func (j *Journal) Inherited(x *Execution) (mocks, testCase string, err error) {
	err = j.read.QueryRow(`WITH RECURSIVE up (id, starter, mocks, mock_case, height) AS (
			SELECT id, starter, mocks, mock_case, 0 FROM executions WHERE id = ?
			UNION ALL SELECT e.id, e.starter, e.mocks, e.mock_case, up.height + 1 FROM executions e JOIN up ON e.arn = up.starter AND up.starter <> '' AND up.height < 100)
		SELECT coalesce(t.text, ''), up.mock_case FROM up LEFT JOIN texts t ON t.id = up.mocks ORDER BY up.height DESC LIMIT 1`, x.ID).Scan(&mocks, &testCase)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", nil
	}
	if err != nil {
		return "", "", j.unreadable(err)
	}
	return mocks, testCase, nil
}

// bereave notes for executions that go on that some of what they have started
// is about to be deleted: those that fulfil a condition.
func bereave(t *sql.Tx, where string, arg any) error {
	_, err := t.Exec("UPDATE executions SET bereft = 1 WHERE status = 'RUNNING' AND arn IN (SELECT starter FROM executions WHERE starter <> '' AND "+where+")", arg)
	return err
}
