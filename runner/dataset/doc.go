// Package dataset reads what a distributed Map iterates over: objects of S3
// in the formats that ItemReader knows, and lists of objects.
//
// Store is where objects lie. Dir is a folder that stands in for S3, with
// DIR/bucket/key for each object; nothing here reaches S3 itself. Read turns
// a Request into items. The formats are JSON (an array, or an object whose
// members become key and value), JSON Lines, CSV, and S3 inventory manifests.
package dataset
