"use client";

import "conference-card/react";
import dynamic from "next/dynamic";

// React leaves properties and listeners out where it takes over an element from the server's HTML, so this one isn't in there.
export const Meeting = dynamic(() => import("./card"), { ssr: false });
