package match

import "path"

// findHomes finds where the cards of files stand that are gone: renamed, split or merged.
func (m *matcher) findHomes(live []Live) {
	m.homes = map[string]map[string]bool{}
	files := map[string]bool{} // by path: whether all of its cards are new there
	last, isNew := "", false
	for i := range live {
		l := &live[i]
		stayed := l.Reviewed && l.Was == l.Path
		if l.Path == last && isNew != stayed {
			continue // nothing that is not known of the file already
		}
		before, ok := files[l.Path]
		last, isNew = l.Path, (before || !ok) && !stayed
		files[last] = isNew
	}
	for i := range live {
		if l := &live[i]; l.Reviewed && l.Was != l.Path {
			m.move(files, l.Was, l.Path)
		}
	}
	m.findMoved(files)
}

// move notes that cards of a file stand in another one, if the first one is gone.
func (m *matcher) move(files map[string]bool, from, to string) {
	if _, ok := files[from]; ok || from == "" {
		return
	}
	if m.homes[from] == nil {
		m.homes[from] = map[string]bool{}
	}
	m.homes[from][to] = true
}

// findMoved finds files that stand in another folder now: gone, and one of the same name is new.
func (m *matcher) findMoved(files map[string]bool) {
	byName := map[string][]string{}
	for file, isNew := range files {
		if isNew {
			byName[path.Base(file)] = append(byName[path.Base(file)], file)
		}
	}
	last := ""
	for i := range m.texts {
		t := &m.texts[i]
		if t.class != gone || t.Path == last {
			continue
		}
		last = t.Path
		if to := byName[path.Base(t.Path)]; len(to) == 1 {
			m.move(files, t.Path, to[0])
		}
	}
}

// sameFile says whether a note stands in the file where the other one stood, or in one that took
// its place.
func (m *matcher) sameFile(old, new *group) bool {
	return old.path() == new.path() || m.homes[old.path()][new.path()]
}
