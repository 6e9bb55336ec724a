#include "scene.glsl"
#include "moved.glsl"
layout(std140) uniform SceneThen {
#include "scene_rows.glsl"
} scene_then;
in vec3 v_ray;
layout(location = 0) out vec4 o_truth;
// The sky is endlessly far: only the turning of the camera moves it.
void main() {
    o_truth = moved(scene_then.view_projection * vec4(v_ray, 0.0), 1.0);
}
