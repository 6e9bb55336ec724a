// From here on the names of the scene mean another frame of the shot; "now.glsl" gives them back.
layout(std140) uniform SceneThen {
#include "scene_rows.glsl"
} scene_then;
#define view_projection scene_then.view_projection
#define eye scene_then.eye
#define frame scene_then.frame
#define light scene_then.light
#define shade scene_then.shade
#define wind scene_then.wind
