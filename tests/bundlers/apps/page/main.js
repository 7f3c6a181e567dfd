import "conference-card";
